"""When work is due and what lateness costs: the calendar, the gradebook and what is said of both agree."""

import csv
from datetime import datetime

import pytest
import small_course
from nbgrader.apps import ExportApp
from nbgrader.apps.api import NbGraderAPI
from nbgrader.plugins import CsvExportPlugin
from small_course import NAME, SmallCourse, here
from test_autograder import TwoPoints, answers

from workbook.grading import workers
from workbook.term import calendar, penalties
from workbook.term.autograder import HardenedAutograde

DUE = "2026-03-02 17:00:00"  # UTC
BERLIN = f"""
zone = "Europe/Berlin"
penalty = "1 point per day"

[{NAME}]
due = 2026-03-02T18:00:00
late_until = 2026-03-09T18:00:00
"""


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    course = SmallCourse(tmp_path / "course", registered)
    monkeypatch.chdir(course.folder)
    return course


def write(small, text=BERLIN):
    (small.folder / "calendar.toml").write_text(text, encoding="utf-8")


def configure(small):
    """Let nbgrader see settings that were changed."""
    small.api = NbGraderAPI(small.coursedir, config=small.config)


def read(folder, text):
    (folder / "calendar.toml").write_text(text, encoding="utf-8")
    return calendar.read(folder)


def utc(text):
    return datetime.fromisoformat(text)


def by_hand(small, student, points):
    """Give points for the written answer, as formgrader does."""
    with small.gradebook() as gradebook:
        grade = gradebook.find_grade("words", NAME, NAME, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()


def penalty(small, student):
    with small.gradebook() as gradebook:
        return gradebook.find_submission(NAME, student).late_submission_penalty


def exported(small):
    """Export as `nbgrader export` does, and return the rows by student."""
    app = ExportApp(config=small.config)
    app.coursedir = small.coursedir
    app.plugin_class = CsvExportPlugin
    app.init_plugin()
    app.plugin_inst.to = str(small.folder / "grades.csv")
    with small.gradebook() as gradebook:
        app.plugin_inst.export(gradebook)
    with open(small.folder / "grades.csv", encoding="utf-8", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


# --- the file ---


def test_without_the_file_there_is_no_calendar(tmp_path):
    assert calendar.read(tmp_path) is None


def test_a_calendar_says_dates_in_its_zone_and_keeps_them_in_utc(tmp_path):
    dates = read(
        tmp_path,
        """
        zone = "Europe/Berlin"
        penalty = "10% per day"
        late_days = 3
        [01_a]
        due = 2026-03-02 18:00:00
        [02_b]
        due = "2026-07-01 18:00"
        late_until = 2026-07-08T16:00:00Z
        penalty = "zero"
        extensions = { anna = "3 days", "ben@uni.example" = 2026-07-03 12:00:00 }
        """,
    )
    assert dates.entries["01_a"].due == utc(DUE)
    assert dates.entries["02_b"].due == utc("2026-07-01 16:00")
    assert dates.entries["02_b"].due_for("anna") == utc("2026-07-04 16:00")
    assert dates.entries["02_b"].due_for("ben@uni.example") == utc("2026-07-03 10:00")
    assert dates.entries["02_b"].closes_for("anna") == utc("2026-07-11 16:00")
    assert list(dates.lines()) == [
        "Times are those of Europe/Berlin.",
        "Each student has 3 late days for the term: each makes a day of lateness free.",
        "01_a: due Mon 2026-03-02 18:00 CET; penalty: 10% per day",
        "02_b: due Wed 2026-07-01 18:00 CEST; penalty: zero; until Wed 2026-07-08 18:00 CEST, then nothing is taken",
        "    anna: due Sat 2026-07-04 18:00 CEST",
        "    ben@uni.example: due Fri 2026-07-03 12:00 CEST",
    ]


def test_days_of_an_extension_are_days_of_the_clock(tmp_path):
    text = 'zone = "Europe/Berlin"\n[a]\ndue = 2026-03-28 18:00:00\nextensions = { anna = "2 days", ben = "48 hours" }'
    entry = read(tmp_path, text).entries["a"]
    assert entry.due_for("anna") == utc("2026-03-30 16:00")
    assert entry.due_for("ben") == utc("2026-03-30 17:00")


@pytest.mark.parametrize(
    ("line", "said"),
    {
        'due = "02.03.2026"': "could be two days",
        "due = 02.03.2026": "could be two days",
        'due = "03/02/2026 18:00"': "could be two days",
        'due = "2/3/26"': "could be two days",
        "due = 2026-03-02": "no time of day",
        "due = 2026-03-02 18:00": "a time has seconds here",
        'due = "2026-03-02"': "is no date",
        'due = "2026-02-30 18:00"': "there is no 2026-02-30 18:00",
        "due = 2026-03-29 02:30:00": "does not exist in Europe/Berlin",
        "due = 2026-10-25 02:30:00": "is there twice in Europe/Berlin: the clocks go back then; add +02:00 or +01:00",
        "due = 1926-03-02 18:00:00": "not of this century",
        "due = 7": "is no date",
        'deu = "2026-03-02 18:00"': "there is no 'deu'",
        "late_until = 2026-03-02 18:00:00": "no due date",
        "due = 2026-03-02 18:00:00\nlate_until = 2026-03-01 18:00:00": "late_until is before due",
        'due = 2026-03-02 18:00:00\npenalty = "ten percent"': "penalty: 'ten percent' is none",
        'due = 2026-03-02 18:00:00\npenalty = "120%"': "penalty: '120%' is none",
        'due = 2026-03-02 18:00:00\nextensions = { anna = "02.04.2026" }': "extension of anna: '02.04.2026' could be",
        "due = 2026-03-02 18:00:00\nextensions = { anna = 2026-03-01 18:00:00 }": "before the work is due",
        "due = 2026-03-02 18:00:00\n[a.extensions]\nanna.b = 2026-03-03 18:00:00": "stands in quotation marks",
        "due = 2026-03-02 18:00:00\n[a.extensions]\nanna@uni = 2026-03-03 18:00:00": "stands in quotation marks",
        "due 2026-03-02": "cannot be read",
    }.items(),
)
def test_what_has_no_meaning_or_two_is_refused_with_its_place(tmp_path, line, said):
    with pytest.raises(calendar.Unclear) as error:
        read(tmp_path, f'zone = "Europe/Berlin"\n[a]\n{line}\n')
    assert said in str(error.value)
    assert str(error.value).startswith("calendar.toml")


@pytest.mark.parametrize(
    ("top", "said"),
    {
        "": "names no time zone",
        'zone = "Berlin"': "'Berlin' is no time zone",
        'zone = "../../etc/passwd"': "is no time zone",
        'zone = "UTC"\nlate_days = -1': "late_days",
        'zone = "UTC"\npenalties = "zero"': "there is no 'penalties'",
    }.items(),
)
def test_what_is_wrong_at_its_top_is_refused(tmp_path, top, said):
    with pytest.raises(calendar.Unclear, match=said):
        read(tmp_path, f"{top}\n[a]\ndue = 2026-03-02 18:00:00\n")


def test_a_machine_without_time_zones_hears_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(calendar, "available_timezones", set)
    with pytest.raises(calendar.Unclear, match="pip install tzdata"):
        read(tmp_path, 'zone = "Europe/Berlin"')


def test_a_file_of_windows_is_read(tmp_path):
    (tmp_path / "calendar.toml").write_bytes(b'\xef\xbb\xbfzone = "UTC"\r\n[a]\r\ndue = 2026-03-02 18:00:00\r\n')
    assert calendar.read(tmp_path).entries["a"].due == utc("2026-03-02 18:00")


@pytest.mark.parametrize(
    ("text", "hours", "taken"),
    [
        ("none", 30, 0),
        ("zero", 1, 8),
        ("10% per day", 0, 0),
        ("10% per day", 1, 0.8),
        ("10% per day", 24, 0.8),
        ("10% per day", 25, 1.6),
        ("20%", 300, 1.6),
        ("1 point per hour", 2.5, 3),
        ("2 points per day", 24 * 30, 8),
        ("0.5 points a week", 24, 0.5),
    ],
)
def test_penalties(tmp_path, text, hours, taken):
    entry = read(tmp_path, f'zone = "UTC"\npenalty = "{text}"\n[a]\ndue = 2026-03-02 18:00:00').entries["a"]
    assert entry.penalty.of(8, 3600 * hours) == pytest.approx(taken)


def test_late_days_go_to_what_is_due_first_and_none_to_what_costs_nothing(tmp_path):
    dates = read(
        tmp_path,
        """
        zone = "UTC"
        penalty = "1 point per day"
        late_days = 3
        [c]
        due = 2026-03-22 18:00:00
        [a]
        due = 2026-03-02 18:00:00
        [b]
        due = 2026-03-12 18:00:00
        [free]
        due = 2026-03-01 18:00:00
        penalty = "none"
        """,
    )
    handed_in = {
        "free": utc("2026-03-20 18:00"),
        "a": utc("2026-03-03 19:00"),
        "b": utc("2026-03-14 17:00"),
        "c": utc("2026-03-22 18:30"),
    }
    late = dates.lateness("anna", handed_in)
    assert {name: found.days for name, found in late.items()} == {"free": 0, "a": 2, "b": 1, "c": 0}
    assert dates.penalty("a", late["a"], 6) == 0
    assert dates.penalty("b", late["b"], 6) == 1
    assert dates.penalty("c", late["c"], 6) == 1
    assert dates.lateness("ben", {"a": None}) == {}


def test_times_that_have_passed_in_words():
    assert [calendar.lasting(s) for s in (0, 59, 3600, 90_000, 86_400 * 2)] == [
        "less than a minute",
        "1 minute",
        "1 hour",
        "1 day 1 hour",
        "2 days",
    ]


# --- with nbgrader ---


def test_grading_follows_the_calendar(small):
    write(small)
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.hand_in("ben", when="2026-03-02 17:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.hand_in("carl", when="2026-03-10 17:00:00 UTC", **answers("RIGHT", "RIGHT"))
    done = small.autograde()
    assert done["success"]
    assert "anna, 01_small: handed in 1 day 1 hour late; it was due Mon 2026-03-02 18:00 CET." in done["log"]
    with small.gradebook() as gradebook:
        assert gradebook.find_assignment(NAME).duedate == utc(DUE)
    assert [penalty(small, s) for s in ("anna", "ben", "carl")] == [2, 0, 3]
    assert "Late submission penalty (Score: -2.0)" in small.feedback("anna")


def test_a_penalty_follows_marks_by_hand(small):
    write(small, BERLIN.replace("1 point per day", "50%"))
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    assert penalty(small, "anna") == 1.5
    by_hand(small, "anna", 3)
    assert exported(small)["anna"]["score"] == "3.0"
    assert penalty(small, "anna") == 3
    by_hand(small, "anna", 1)
    assert "(Score: 2.0 / 6.0)" in small.feedback("anna")


def test_nbgraders_own_penalty_follows_marks_by_hand_too(small):
    """The case late_penalty_before_marks: without a calendar."""
    small.config.LateSubmissionPlugin.penalty_method = "zero"
    configure(small)
    with small.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=DUE)
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    by_hand(small, "anna", 3)
    row = exported(small)["anna"]
    assert (row["raw_score"], row["late_submission_penalty"], row["score"]) == ("6.0", "6.0", "0.0")


def test_a_penalty_by_a_plugin_of_the_courses_own_follows_too(small):
    small.config.AssignLatePenalties.plugin_class = TwoPoints
    configure(small)
    with small.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=DUE)
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("", "RIGHT"))
    small.autograde()
    assert penalty(small, "anna") == 1  # no more than the score
    by_hand(small, "anna", 3)
    assert exported(small)["anna"]["late_submission_penalty"] == "2.0"


@pytest.mark.parametrize("due", [None, DUE])
def test_a_penalty_that_somebody_has_written_stays_where_nothing_says_what_lateness_costs(small, capsys, due):
    small.settings_file()
    if due:
        with small.gradebook() as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate=due)
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    with small.gradebook() as gradebook:
        gradebook.find_submission_notebook(NAME, NAME, "anna").late_submission_penalty = 1.5
        gradebook.db.commit()
    assert exported(small)["anna"]["late_submission_penalty"] == "1.5"
    assert "Late submission penalty (Score: -1.5)" in small.feedback("anna")
    small.autograde()
    assert penalty(small, "anna") == 1.5
    assert penalties.recompute() == 0
    assert "Left as somebody has written them" in capsys.readouterr().out
    # The calendar says what it costs.
    write(small)
    assert exported(small)["anna"]["late_submission_penalty"] == "2.0"


def test_an_extension_given_after_grading_takes_effect_at_once_and_so_does_its_end(small):
    write(small)
    small.hand_in("anna", when="2026-03-04 12:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    assert exported(small)["anna"]["late_submission_penalty"] == "2.0"
    write(small, BERLIN + f'[{NAME}.extensions]\nanna = "1 day"\n')
    assert exported(small)["anna"]["late_submission_penalty"] == "1.0"
    write(small, BERLIN + f'[{NAME}.extensions]\nanna = "3 days"\n')
    assert "Late submission penalty" not in small.feedback("anna")
    with small.gradebook() as gradebook:
        assert gradebook.find_submission(NAME, "anna").total_seconds_late == 0
    write(small)
    changed = penalties.follow(small.coursedir, small.api)
    assert any("the extension of 3 days in the gradebook is not in calendar.toml" in line for line in changed)
    assert penalty(small, "anna") == 2


def test_an_extension_stands_when_the_work_is_first_graded(small):
    write(small, BERLIN + f'[{NAME}.extensions]\nanna = "3 days"\n')
    small.hand_in("anna", when="2026-03-04 12:00:00 UTC", **answers("RIGHT", "RIGHT"))
    done = small.autograde()
    assert "anna, 01_small: due Thu 2026-03-05 18:00 CET." in done["log"]
    assert "handed in" not in done["log"]
    assert penalty(small, "anna") == 0


def test_a_page_says_when_it_was_due_for_its_student_and_is_made_again_where_that_changes(small):
    write(small)
    for student, hour in (("anna", 18), ("ben", 12)):
        small.hand_in(student, when=f"2026-03-03 {hour}:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    page = small.feedback("anna")
    assert "Due Mon 2026-03-02 18:00 CET. Handed in Tue 2026-03-03 19:00 CET, 1 day 1 hour late." in page
    small.feedback("ben")
    write(small, BERLIN + f'[{NAME}.extensions]\nanna = "3 days"\n')
    assert small.api.generate_feedback(NAME, force=False)["success"]
    folder = small.folder / "feedback"
    pages = {s: (folder / s / NAME / f"{NAME}.html").read_text(encoding="utf-8") for s in ("anna", "ben")}
    assert (
        "Due Mon 2026-03-02 18:00 CET; for you Thu 2026-03-05 18:00 CET, by an extension. Handed in Tue 2026-03-03 "
        "19:00 CET, in time."
    ) in pages["anna"]
    assert "Due Mon 2026-03-02 18:00 CET. Handed in Tue 2026-03-03 13:00 CET, 19 hours late." in pages["ben"]


def test_late_days_are_a_budget_for_the_term(small):
    write(small, "late_days = 1\n" + BERLIN)
    small.hand_in("anna", when="2026-03-03 12:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.hand_in("ben", when="2026-03-04 12:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    assert [penalty(small, s) for s in ("anna", "ben")] == [0, 1]
    # What is used elsewhere, earlier, is gone.
    other = '["00_other"]\ndue = 2026-02-02T18:00:00\n'
    with small.gradebook() as gradebook:
        gradebook.add_assignment("00_other")
        gradebook.add_submission("00_other", "anna", timestamp=utc("2026-02-03 12:00:00"))
    write(small, "late_days = 1\n" + BERLIN + other)
    penalties.follow(small.coursedir, small.api)
    assert [penalty(small, s) for s in ("anna", "ben")] == [1, 1]


@pytest.mark.parametrize("then", [None, "a note", "02.03.2026"])
def test_what_is_said_of_a_date_is_what_counts(small, then):
    """The case not_in_time: late, graded, then the date is removed, or replaced by what is no date."""
    write(small)
    folder = small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    assert penalty(small, "anna") == 2
    (folder / "timestamp.txt").unlink()
    if then:
        (folder / "timestamp.txt").write_text(then)
    done = small.autograde()
    assert (
        "anna, 01_small: it had a date (2026-03-03 18:00:00 UTC), and has none now; it counts as in time."
        in done["log"]
    )
    assert penalty(small, "anna") == 0
    with small.gradebook() as gradebook:
        submission = gradebook.find_submission(NAME, "anna")
        assert submission.total_seconds_late == 0
    # What is no date asks a person.
    assert done["success"] is (then is None)


def test_a_calendar_that_cannot_be_understood_stops_grading_feedback_and_export_with_a_sentence(small):
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    write(small, BERLIN.replace("2026-03-02T18:00:00", '"02.03.2026"'))
    done = small.autograde()
    assert not done["success"]
    assert "calendar.toml, [01_small]: due: '02.03.2026' could be two days" in done["log"]
    done = small.api.generate_feedback(NAME, "anna")
    assert not done["success"]
    assert "could be two days" in done["log"]
    assert "Traceback" not in done["log"]
    with pytest.raises(SystemExit):
        exported(small)
    assert not (small.folder / "grades.csv").exists()


def test_of_an_assignment_that_is_not_in_the_calendar_all_stays_as_nbgrader_has_it(small):
    write(small, BERLIN.replace(NAME, "02_other"))
    small.config.LateSubmissionPlugin.penalty_method = "zero"
    configure(small)
    with small.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=DUE)
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    done = small.autograde()
    assert penalty(small, "anna") == 3
    assert "handed in 1 day 1 hour late; it was due Mon 2026-03-02 18:00 CET" in done["log"]


def test_the_step_prints_the_dates_and_names_slips(small, capsys):
    small.settings_file()
    write(small, BERLIN + f'[{NAME}.extensions]\nana = "1 day"\n["09_typo"]\ndue = 2026-03-02T18:00:00\n')
    with small.gradebook() as gradebook:
        gradebook.add_student("anna")
    assert penalties.show() == 1
    out = capsys.readouterr().out
    assert "01_small: due Mon 2026-03-02 18:00 CET; penalty: 1 point per day; until" in out
    assert "In the gradebook now: 01_small: due Mon 2026-03-02 18:00 CET." in out
    assert "Look: there is no assignment 09_typo." in out
    assert "Look: 01_small: the gradebook has no student 'ana', who has an extension." in out
    write(small)
    assert penalties.show() == 0
    assert "Look" not in capsys.readouterr().out
    write(small, BERLIN.replace("Europe/Berlin", "Berlin"))
    assert penalties.show() == 1
    assert "'Berlin' is no time zone" in capsys.readouterr().err


def test_the_step_for_penalties_says_what_it_changed(small, capsys):
    small.settings_file()
    write(small)
    small.hand_in("anna", when="2026-03-03 18:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde()
    assert penalties.recompute() == 0
    assert capsys.readouterr().out == "Penalties are those of the marks.\n"
    write(small, BERLIN.replace("1 point", "0.5 points"))
    assert penalties.recompute() == 0
    assert "anna, 01_small: the penalty for lateness is 1; it was 2." in capsys.readouterr().out
