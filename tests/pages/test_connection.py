"""The connection panel: demo, Google, custom; keys that stay secret; a test with a clear result."""

from __future__ import annotations

from tests.pages.conftest import opened, shown

SECRET = "AIzaSecretSecretSecretSecretSecret1234"


def connection(app):
    return app.session_state["connection"]


def custom(app, base_url, key="test-key"):
    opened(app, "connection_panel")
    app.segmented_control(key="connection_mode").set_value("custom").run()
    app.text_input(key="connection_url").set_value(base_url).run()
    return app.text_input(key="connection_key_custom").set_value(key).run()


def everything(app):
    """What the page holds in any place that reaches the browser, password fields apart."""
    parts = [shown(app), str(app.query_params)]
    parts += [f"{box.label} {box.placeholder} {box.help}" for box in app.text_input]
    return "\n".join(parts)


def test_without_a_key_the_demo_answers_and_says_so(app):
    app.run()
    assert connection(app).mode == "demo"
    assert "Offline demo" in shown(app)
    assert connection(app).api_key == "demo"


def test_a_key_in_the_environment_is_used_and_never_shown(app, monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", SECRET)
    opened(app, "connection_panel")
    assert connection(app).mode == "google"
    assert connection(app).api_key == SECRET
    assert "Key from GEMINI_API_KEY" in shown(app)
    assert SECRET not in everything(app)


def test_a_typed_key_wins_and_stays_out_of_the_page_and_the_address(app, monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", "AIzaFromTheEnvironment")
    opened(app, "connection_panel")
    app.text_input(key="connection_key_google").set_value(SECRET).run()
    assert connection(app).api_key == SECRET
    assert "session only" in shown(app)
    assert SECRET not in everything(app)
    assert SECRET not in repr(connection(app))


def test_a_key_of_the_environment_is_not_sent_to_another_server(app, emulator, monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", SECRET)
    custom(app, emulator.base_url, key="")
    assert connection(app).mode == "custom"
    assert connection(app).api_key == ""
    assert "not sent to other servers" in shown(app)


def test_a_custom_server_passes_the_test_and_answers_the_chat(app, emulator):
    custom(app, emulator.base_url)
    app.button(key="connection_test").click().run()
    assert any("An emulator answered in" in found.value for found in app.success)
    assert not app.error


def test_a_refused_key_is_told_in_the_words_of_the_server(app, emulator):
    custom(app, emulator.base_url, key="invalid-key")
    app.button(key="connection_test").click().run()
    assert "(HTTP 40" in app.error[0].value
    assert not app.success


def test_a_server_that_is_not_there_is_told_with_what_to_do(app, emulator):
    custom(app, emulator.base_url)
    emulator.stop()
    app.button(key="connection_test").click().run()
    assert len(app.error) == 1
    assert "Traceback" not in app.error[0].value


def test_a_result_is_not_shown_for_another_connection(app, emulator):
    custom(app, emulator.base_url)
    app.button(key="connection_test").click().run()
    assert app.success
    app.text_input(key="connection_key_custom").set_value("another-key").run()
    assert not app.success


def test_a_base_url_with_a_password_is_refused(app):
    custom(app, "https://me:secret@example.com")
    assert "Leave user and password out of the address." in shown(app)
    assert connection(app).base_url == ""
    assert "There is no base URL to send to." in shown(app)
    assert connection(app).api_key == ""


def test_a_version_in_the_base_url_is_left_off_with_a_word(app):
    custom(app, "http://127.0.0.1:9/v1beta")
    assert connection(app).base_url == "http://127.0.0.1:9"
    assert "left off" in shown(app)
    assert not app.error


def test_the_tier_sets_how_long_interactions_are_kept(app):
    opened(app, "connection_panel")
    app.segmented_control(key="connection_tier").set_value("paid").run()
    assert connection(app).tier == "paid"
    assert "55 days" in shown(app)
    assert "1 day." not in shown(app)


def test_mode_and_key_survive_a_closed_panel_and_a_page_switch(app, emulator):
    custom(app, emulator.base_url)
    app.session_state["connection_panel"] = False
    app.run().switch_page("pages/history.py").run()
    assert connection(app).base_url == emulator.base_url
    assert connection(app).api_key == "test-key"
    assert not connection(app).offline


def test_the_demo_says_where_its_emulator_is(app):
    opened(app, "connection_panel")
    app.button(key="connection_test").click().run()
    assert "An emulator answered in" in app.success[0].value
    assert connection(app).base_url.startswith("http://127.0.0.1:")
    assert not app.error


def test_a_key_typed_for_google_is_not_offered_to_another_server(app, emulator):
    opened(app, "connection_panel")
    app.segmented_control(key="connection_mode").set_value("google").run()
    app.text_input(key="connection_key_google").set_value(SECRET).run()
    custom(app, emulator.base_url, key="")
    assert connection(app).api_key == ""
    app.segmented_control(key="connection_mode").set_value("google").run()
    assert connection(app).api_key == SECRET


def test_a_missing_key_is_told_until_one_is_typed(app):
    opened(app, "connection_panel")
    app.segmented_control(key="connection_mode").set_value("google").run()
    assert "There is no API key. Enter one, or switch to the offline demo." in shown(app)
    app.text_input(key="connection_key_google").set_value(SECRET).run()
    assert "There is no API key." not in shown(app)
