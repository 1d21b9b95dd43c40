"""The bill: it adds up, by modality; implicit caching; what a chained turn counts."""

from dataclasses import replace

import pytest

from emulator.admit import project_of
from emulator.config import EmulatorConfig
from emulator.ids import interaction_id
from emulator.store import Store
from emulator.testing import serve
from tests.emulator.scripted import MODEL, sdk, text_move

LONG = "The river runs through the valley and past the old mill. " * 420


def total_of(usage) -> int:
    return usage.total_input_tokens + usage.total_output_tokens + usage.total_thought_tokens + usage.total_tool_use_tokens


@pytest.mark.parametrize(
    "given",
    [
        "Hello",
        [{"type": "text", "text": "What is this?"}, {"type": "image", "mime_type": "image/png", "data": "AAAA"}],
        [{"type": "audio", "mime_type": "audio/wav", "data": "AAAA"}, {"type": "text", "text": "And this?"}],
        [{"type": "document", "mime_type": "application/pdf", "uri": "https://example.org/a.pdf"}, {"type": "text", "text": "x"}],
        [{"type": "video", "mime_type": "video/mp4", "uri": "https://example.org/a.mp4"}],
    ],
)
def test_the_total_is_the_sum_of_its_parts(client, given):
    usage = client.interactions.create(model=MODEL, input=given).usage
    assert usage.total_tokens == total_of(usage)
    assert sum(part.tokens for part in usage.input_tokens_by_modality) == usage.total_input_tokens
    kinds = {"text"} if isinstance(given, str) else {part["type"] for part in given}
    assert {part.modality for part in usage.input_tokens_by_modality} == kinds


def test_large_inputs_are_counted_like_small_ones(client):
    words = "word " * 80_000
    usage = client.interactions.create(model=MODEL, input=words + "\nSay hello.").usage
    assert usage.total_tokens == total_of(usage)
    assert 80_000 <= usage.total_input_tokens < 81_000


def test_images_cost_by_model_and_resolution(client):
    def tokens(model: str, **extra: str) -> int:
        image = {"type": "image", "mime_type": "image/png", "data": "AAAA", **extra}
        parts = client.interactions.create(model=model, input=[image]).usage.input_tokens_by_modality
        return next(part.tokens for part in parts if part.modality == "image")

    assert tokens("gemini-2.5-flash") == 258
    assert tokens(MODEL) == 1120
    assert [tokens(MODEL, resolution=size) for size in ("low", "medium", "high", "ultra_high")] == [280, 560, 1120, 2240]


def test_a_chained_turn_counts_its_new_input_only_and_a_replay_counts_everything(client):
    first = client.interactions.create(model=MODEL, input="Tell me a long story about rivers and mountains.")
    new = {"type": "user_input", "content": [{"type": "text", "text": "And then?"}]}
    chained = client.interactions.create(model=MODEL, input="And then?", previous_interaction_id=first.id)
    asked = {"type": "user_input", "content": [{"type": "text", "text": "Tell me a long story about rivers and mountains."}]}
    replay = client.interactions.create(model=MODEL, input=[asked, *first.steps, new], store=False)
    assert chained.usage.total_input_tokens == client.interactions.create(model=MODEL, input="And then?").usage.total_input_tokens
    assert replay.usage.total_input_tokens >= chained.usage.total_input_tokens + first.usage.total_output_tokens


def test_a_repeated_prefix_is_cached_from_4096_tokens_on_in_chains_and_replays():
    with serve(EmulatorConfig(speed=0), lambda ask: iter([text_move("Yes.")])) as server:
        client = sdk(server)
        first = client.interactions.create(model=MODEL, input=LONG)
        assert first.usage.total_cached_tokens == 0
        second = client.interactions.create(model=MODEL, input="Is it?", previous_interaction_id=first.id)
        assert second.usage.total_cached_tokens >= 4096
        assert second.usage.total_tokens == total_of(second.usage)
        asked = {"type": "user_input", "content": [{"type": "text", "text": LONG}]}
        more = {"type": "user_input", "content": [{"type": "text", "text": "Is it?"}]}
        steps = [asked, *first.steps, more]
        replay = client.interactions.create(model=MODEL, input=steps, store=False)
        assert replay.usage.total_cached_tokens >= second.usage.total_cached_tokens
        assert replay.usage.total_cached_tokens <= replay.usage.total_input_tokens
        for other in (
            {"model": "gemini-3.7-flash"},
            {"model": MODEL, "system_instruction": "Be brief."},
        ):
            assert client.interactions.create(input=steps, store=False, **other).usage.total_cached_tokens == 0
        stranger = sdk(server, key="another-key")
        assert stranger.interactions.create(model=MODEL, input=steps, store=False).usage.total_cached_tokens == 0


def test_short_prefixes_are_never_cached_and_long_ones_only_for_an_hour():
    with serve(EmulatorConfig(speed=0, tier="paid"), lambda ask: iter([text_move("Yes.")])) as server:
        client = sdk(server)
        for _ in range(3):
            assert client.interactions.create(model=MODEL, input="Hello there").usage.total_cached_tokens == 0
        client.interactions.create(model=MODEL, input=LONG)
        assert client.interactions.create(model=MODEL, input=LONG).usage.total_cached_tokens >= 4096
        server.clock.advance(seconds=3700)
        assert client.interactions.create(model=MODEL, input=LONG).usage.total_cached_tokens == 0


def test_a_chain_of_500_turns_is_read_whole():
    seen = []

    def model(ask):
        seen.append(len(ask.history))
        yield text_move("ok")

    with serve(EmulatorConfig(speed=0), model) as server:
        client = sdk(server)
        first = client.interactions.create(model=MODEL, input="turn 0")
        store = Store(str(server.config.db))
        made = store.find(project_of("test-key"), first.id, 0.0)
        assert made is not None
        for number in range(1, 500):
            parent, own = made.id, interaction_id(made.root, f"turn{number:04}")
            made = replace(made, id=own, parent=parent)
            store.insert(made, [])
        store.close()
        last = client.interactions.create(model=MODEL, input="the last", previous_interaction_id=made.id)
        assert seen == [0, 1000]
        assert last.usage.total_input_tokens < 10
