"""Many files in several processes: order, isolation, bounded memory."""

import os
import signal
from itertools import islice
from pathlib import Path

import pytest

from gongkai.cli import batch
from tests.cli.batch_work import work


def names(outcomes) -> list[str]:
    return [outcome.path.name for outcome in outcomes]


def paths(*stems: str) -> list[Path]:
    return [Path(f"/nowhere/{stem}") for stem in stems]


@pytest.mark.parametrize("jobs", [1, 2, 3, 0])
def test_outcomes_come_in_the_order_of_the_files(jobs):
    given = paths(*(f"{'slow' if number % 3 == 0 else 'quick'}{number}" for number in range(12)))
    outcomes = list(batch.run(work, given, jobs=jobs))
    assert [outcome.path for outcome in outcomes] == given
    assert [str(outcome.result).split()[0] for outcome in outcomes] == [path.stem for path in given]


def test_several_processes_share_the_work_and_none_is_this_one():
    outcomes = list(batch.run(work, paths(*(f"slow{number}" for number in range(8))), jobs=2))
    processes = {str(outcome.result).rsplit(maxsplit=1)[-1] for outcome in outcomes}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes


def test_one_job_stays_in_this_process():
    [outcome] = batch.run(work, paths("quick"), jobs=1)
    assert str(outcome.result).endswith(str(os.getpid()))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("empty", "空的"),
        ("bug", "程序出错（ZeroDivisionError）"),
        ("absent", "没有这个文件"),
        ("memory", "内存不够"),
        ("greedy", "内存不够"),
    ],
)
def test_a_bad_file_is_told_and_does_not_stop_the_rest(stem, said, jobs):
    outcomes = list(batch.run(work, paths("a", stem, "b", "c"), jobs=jobs))
    assert names(outcomes) == ["a", stem, "b", "c"]
    assert [bool(outcome.result) for outcome in outcomes] == [True, False, True, True]
    assert said in outcomes[1].failure.problem
    assert outcomes[1].failure.remedy


@pytest.mark.parametrize("stem", ["killed", "exits"])
def test_a_process_that_dies_is_told_for_its_file_and_the_rest_goes_on(stem):
    given = paths("a", f"{stem}1", "b", f"{stem}2", "c", "d")
    outcomes = list(batch.run(work, given, jobs=2))
    assert names(outcomes) == [path.name for path in given]
    assert [bool(outcome.result) for outcome in outcomes] == [True, False, True, False, True, True]
    assert "意外中止" in outcomes[1].failure.problem


def test_a_file_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(batch, "TIME_LIMIT", 1.0)
    outcomes = list(batch.run(work, paths("a", "hangs", "b"), jobs=2))
    assert [bool(outcome.result) for outcome in outcomes] == [True, False, True]
    assert "超过 1 秒" in outcomes[1].failure.problem


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_computes_too_long_is_ended_in_this_process_too(jobs, monkeypatch):
    before = signal.getsignal(signal.SIGPROF)
    monkeypatch.setattr(batch, "TIME_LIMIT", 1.0)
    outcomes = list(batch.run(work, paths("a", "busy", "b"), jobs=jobs))
    assert [bool(outcome.result) for outcome in outcomes] == [True, False, True]
    assert "超过 1 秒" in outcomes[1].failure.problem
    assert signal.getsignal(signal.SIGPROF) is before


def test_results_come_before_all_files_are_done_and_files_are_not_taken_far_ahead():
    given = paths(*(f"quick{number}" for number in range(100_000)))
    first = list(islice(batch.run(work, given, jobs=2), 3))
    assert names(first) == ["quick0", "quick1", "quick2"]


def test_ready_results_are_never_more_than_the_window():
    pool = batch._Pool(work, paths("slow", *(f"quick{number}" for number in range(500))), 2)
    ahead = 0
    for _ in pool.run():
        ahead = max(ahead, len(pool._ready))
    assert 0 < ahead <= 2 * batch.AHEAD


def test_no_process_is_left_behind_when_the_reader_stops():
    outcomes = batch.run(work, paths(*(f"quick{number}" for number in range(100))), jobs=2)
    running = int(str(next(outcomes).result).rsplit(maxsplit=1)[-1])
    outcomes.close()
    with pytest.raises(ProcessLookupError):
        os.kill(running, 0)


def test_no_files_give_nothing():
    assert list(batch.run(work, [], jobs=2)) == []


def test_there_is_no_bar_where_nobody_watches(capsys):
    with batch.progress(5, "检查") as advance:
        advance()
    assert capsys.readouterr().err == ""


def test_the_files_in_the_hand_of_a_process_that_dies_are_not_lost():
    stems = [f"quick{number}" for number in range(60)]
    given = paths(*stems[:20], "killed", *stems[20:])
    outcomes = list(batch.run(work, given, jobs=2))

    assert [outcome.path for outcome in outcomes] == given
    assert [outcome.path.name for outcome in outcomes if outcome.failure] == ["killed"]
