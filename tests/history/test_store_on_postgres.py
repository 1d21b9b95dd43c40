"""What the domain's tests say of the store holds on PostgreSQL too: the same tests, another database."""

from __future__ import annotations

import pytest

from tests.domain import test_store as common
from tests.history.conftest import KINDS
from workbench.store import open_store

NAMES = (
    "test_a_turn_comes_back_as_it_was_written",
    "test_any_text_and_any_json_survive_the_round_trip",
    "test_a_turn_is_there_before_it_has_ended_and_is_never_served_stale",
    "test_settled_turns_are_read_once_and_turns_in_flight_every_time",
    "test_events_keep_their_order_and_are_not_written_twice",
    "test_a_conversation_is_titled_by_its_first_prompt_and_may_be_renamed",
    "test_conversations_come_latest_used_first_with_turns_and_head",
    "test_search_looks_into_titles_prompts_and_answers_and_takes_signs_literally",
    "test_deleting_a_conversation_takes_its_turns_and_events_and_no_others",
    "test_the_ledger_lists_what_every_turn_used_and_cost",
    "test_the_ledger_filters_sorts_and_counts_in_the_database",
    "test_totals_count_unknown_costs_apart_and_never_as_zero",
    "test_many_threads_write_and_read_one_store",
    "test_turns_of_a_living_process_are_left_alone",
    "test_a_turn_whose_conversation_was_deleted_meanwhile_says_so",
)

if "postgresql" in KINDS:
    globals().update({name: getattr(common, name) for name in NAMES})

    @pytest.fixture
    def store(postgres_url, empty_postgres):
        opened = open_store(postgres_url(empty_postgres))
        yield opened
        opened.close()
