"""max_output_tokens, stop sequences, seeds, and answers that must be continued."""

import pytest
from google.genai import _interactions as gi

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.emulator.scripted import MODEL, sdk, text_move, thought_move

LONG = " ".join(f"word{number}" for number in range(200))


@pytest.fixture(scope="module")
def talker():
    """A model that says a long text."""

    def model(ask):
        yield thought_move()
        yield text_move(LONG)

    with serve(EmulatorConfig(speed=0), model) as server:
        yield server


@pytest.mark.parametrize("tokens", [1, 7, 50])
def test_max_output_tokens_gives_exactly_so_many_and_ends_incomplete(talker, tokens):
    client = sdk(talker)
    made = client.interactions.create(model=MODEL, input="x", generation_config={"max_output_tokens": tokens})
    assert made.status == "incomplete"
    assert made.usage.total_output_tokens == tokens
    assert LONG.startswith(made.output_text)
    assert client.interactions.create(model=MODEL, input="more", previous_interaction_id=made.id).status == "completed"


def test_a_limit_that_is_not_reached_changes_nothing(talker):
    made = sdk(talker).interactions.create(model=MODEL, input="x", generation_config={"max_output_tokens": 5000, "seed": 7})
    assert made.status == "completed"
    assert made.output_text == LONG


def test_a_stop_sequence_ends_the_answer_before_it(talker):
    made = sdk(talker).interactions.create(model=MODEL, input="x", generation_config={"stop_sequences": ["word5 ", "word9"]})
    assert made.status == "completed"
    assert made.output_text == LONG[: LONG.index("word5 ")]


def test_the_sdk_continues_a_checkpointed_answer_by_itself(talker):
    client = sdk(talker)
    made = client.interactions.create(model=MODEL, input="x", extra_headers={"x-emulator-fault": "continue 150"})
    assert made.status == "completed"
    assert "".join(part.text for step in made.steps if step.type == "model_output" for part in step.content) == LONG
    assert len(made.continuation_ids) > 2
    assert made.id == made.continuation_ids[-1]


def test_the_sdk_continues_a_checkpointed_stream_by_itself(talker):
    stream = sdk(talker).interactions.create(
        model=MODEL, input="x", stream=True, extra_headers={"x-emulator-fault": "continue 150"}
    )
    events = list(stream)
    assert "".join(e.delta.text for e in events if e.event_type == "step.delta" and e.delta.type == "text") == LONG
    assert sum(e.event_type == "interaction.created" for e in events) > 2


def test_continuing_without_a_store_works_too(talker):
    made = sdk(talker).interactions.create(
        model=MODEL, input="x", store=False, extra_headers={"x-emulator-fault": "continue 150"}
    )
    texts = [part.text for step in made.steps if step.type == "model_output" for part in step.content]
    assert "".join(texts) == LONG


def test_wrong_tokens_are_refused(talker):
    client = sdk(talker)
    made = client.interactions.create(model=MODEL, input="x")
    for token in ("nonsense", "WzFd", "e30=", "ü", "[" * 3):
        with pytest.raises(gi.BadRequestError):
            client.interactions.create(model=MODEL, previous_interaction_id=made.id, continuation_token=token)


def test_a_chain_goes_on_after_a_continued_answer(talker):
    client = sdk(talker)
    made = client.interactions.create(model=MODEL, input="x", extra_headers={"x-emulator-fault": "continue 150"})
    more = client.interactions.create(model=MODEL, input="and?", previous_interaction_id=made.id)
    assert more.status == "completed"


def test_a_failing_model_ends_the_run_as_failed():
    def broken(ask):
        yield thought_move()
        raise RuntimeError("a bug")

    with serve(EmulatorConfig(speed=0), broken) as server:
        client = sdk(server)
        made = client.interactions.create(model=MODEL, input="x")
        assert made.status == "failed"
        assert made.errors[0].code == "api_error"
        events = list(client.interactions.create(model=MODEL, input="x", stream=True))
        assert events[-1].interaction.status == "failed"
