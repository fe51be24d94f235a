"""`gongkai applications`: the commands as a user runs them."""

import pytest

KEYS = "for-tests-only-0123456789-abcdefghijklmnopqrst"


@pytest.fixture
def site(tmp_path):
    return {
        "GONGKAI_SECRET_KEY": "k3y-" * 20 + "0123456789",
        "GONGKAI_VAR_DIR": str(tmp_path),
        "GONGKAI_DEMO": "true",
        "GONGKAI_APPLICANT_KEYS": KEYS,
        "GONGKAI_LOG_LEVEL": "ERROR",
    }


def test_the_demonstration_is_kept_up_by_every_command(run_gongkai, site, tmp_path):
    for words in (("site", "migrate"), ("site", "demo")):
        assert run_gongkai(*words, env=site).returncode == 0
    rebuilt = run_gongkai("applications", "rebuild", env=site)
    assert (rebuilt.returncode, rebuilt.stderr) == (0, "")
    assert "改正了 0 件" in rebuilt.stdout
    assert "清除了 0 件" in run_gongkai("applications", "erase", env=site).stdout
    sent = run_gongkai("applications", "mail", env=site)
    assert sent.returncode == 0
    assert "登记编号" in sent.stdout  # console: prints instead of sending
    new = "N" + KEYS[1:]
    rotated = run_gongkai("applications", "rotate-key", env={**site, "GONGKAI_APPLICANT_KEYS": f"{new},{KEYS}"})
    assert "重新加密了" in rotated.stdout
    again = run_gongkai("applications", "rotate-key", env={**site, "GONGKAI_APPLICANT_KEYS": new})
    assert again.stdout == "重新加密了 0 条。\n"
    lost = run_gongkai("applications", "rotate-key", env={**site, "GONGKAI_APPLICANT_KEYS": "L" + KEYS[1:]})
    assert lost.returncode == 1
    assert "另一把密钥" in lost.stderr
    broken = tmp_path / "2027.toml"
    broken.write_text('year = 2027\nnumber = "x"\ntitle = "x"\n', encoding="utf-8")
    refused = run_gongkai("applications", "notice", str(broken), env=site)
    assert refused.returncode == 1
    assert "请对照通知原文" in refused.stderr


def test_a_key_that_is_too_short_stops_the_start_and_is_not_repeated(run_gongkai, site):
    done = run_gongkai("site", "migrate", env={**site, "GONGKAI_APPLICANT_KEYS": "short-secret"})
    assert done.returncode != 0
    assert "GONGKAI_APPLICANT_KEYS" in done.stderr
    assert "short-secret" not in done.stderr
