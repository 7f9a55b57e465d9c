from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize import config
from summarize.config import SETTINGS, make_options, parse_bullets, resolve_settings, settings_files
from summarize.errors import UsageError
from summarize.options import Options


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_each_source_beats_the_next(tmp_path: Path) -> None:
    user = write(tmp_path / "user.toml", 'length = "full"\nstyle = "highlights"\nformat = "md"\ndevice = "cpu"\n')
    project = write(tmp_path / "project.toml", 'length = "short"\nstyle = "key-takeaways"\nformat = "html"\n')
    environment = {"QUICKLOOKS_LENGTH": "full", "QUICKLOOKS_STYLE": "quick-looks", "LENGTH": "nothing"}
    values = resolve_settings({"length": "short"}, environment, [project, user])
    shown = {name: (values[name].value, values[name].origin) for name in ("length", "style", "format", "device", "threads")}
    assert shown == {
        "length": ("short", "--length"),
        "style": ("quick-looks", "QUICKLOOKS_STYLE"),
        "format": ("html", str(project)),
        "device": ("cpu", str(user)),
        "threads": (0, "default"),
    }


def test_defaults_are_those_of_the_options() -> None:
    assert make_options(resolve_settings({}, {}, [])) == Options()


@pytest.mark.parametrize(
    ("flags", "environment", "said"),
    [
        ({"length": "long"}, {}, "--length: 'long' is not allowed. Allowed: short, full."),
        ({"bullets": "8-5"}, {}, "--bullets: '8-5' is not allowed. Allowed: a number or a range from 1 to 20."),
        ({}, {"QUICKLOOKS_THREADS": "-1"}, "QUICKLOOKS_THREADS: '-1' is not allowed."),
        ({}, {"QUICKLOOKS_STRICT": "perhaps"}, "QUICKLOOKS_STRICT: 'perhaps' is not allowed. Allowed: true, false."),
        ({}, {"QUICKLOOKS_LENGHT": "full"}, "QUICKLOOKS_LENGHT: there is no setting 'lenght'. Settings: model, backend, bullets"),
    ],
)
def test_errors_name_the_place_and_what_is_allowed(flags: dict[str, object], environment: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as raised:
        resolve_settings(flags, environment, [])
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lenght = "full"', "there is no setting 'lenght'"),
        ("length = 3", "length: '3' is not allowed"),
        ("strict = 1", "strict: '1' is not allowed"),
        ("length = full", "cannot be read"),
    ],
)
def test_errors_in_files_name_the_file(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path / "quicklooks.toml", text)
    with pytest.raises(UsageError, match=said) as raised:
        resolve_settings({}, {}, [path])
    assert str(path) in str(raised.value)


def test_files_may_write_values_as_toml_does(tmp_path: Path) -> None:
    path = write(tmp_path / "quicklooks.toml", "bullets = [5, 6]\nevidence = true\nthreads = 2\n")
    values = resolve_settings({}, {}, [path])
    assert [values[name].value for name in ("bullets", "evidence", "threads")] == [(5, 6), True, 2]


def test_the_nearest_project_file_and_the_users_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "user_folder", lambda: tmp_path / "home")
    user = write(tmp_path / "home" / "quicklooks.toml", "")
    write(tmp_path / "desk" / "quicklooks.toml", "")
    near = write(tmp_path / "desk" / "sport" / "quicklooks.toml", "")
    assert settings_files(tmp_path / "desk" / "sport") == [near, user]
    assert settings_files(tmp_path / "elsewhere")[-1:] == [user]


@given(st.integers(1, 20), st.integers(1, 20))
def test_ranges_hold_exactly_when_they_run_forwards(fewest: int, most: int) -> None:
    if fewest > most:
        with pytest.raises(ValueError):  # noqa: PT011
            parse_bullets(f"{fewest}-{most}")
    else:
        assert parse_bullets(f"{fewest}-{most}") == parse_bullets([fewest, most]) == (fewest, most)


@pytest.mark.parametrize("written", ["0", "21", "5-8-9", "-3", "5-", "many", "", True, 1.5, None, [1, 2, 3], []])
def test_other_bullet_counts_are_refused(written: object) -> None:
    with pytest.raises(UsageError):
        resolve_settings({"bullets": written}, {}, [])


@given(st.sampled_from(sorted(SETTINGS)), st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()))
def test_any_value_is_taken_or_refused_in_words(name: str, written: object) -> None:
    try:
        resolve_settings({name: written}, {}, [])
    except UsageError as error:
        said = str(error)
    else:
        return
    assert SETTINGS[name].allowed in said
