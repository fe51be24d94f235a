"""`gongkai site begin` and `gongkai site demo`: the first accounts of a real site and of a demonstration."""

import pytest

KEY = "k3y-" * 20 + "0123456789"
BEGIN = [
    *("site", "begin", "--body", "甲区人民政府", "--short-name", "甲区", "--slug", "jia", "--name", "张某"),
    *("--login", "zhang", "--email", "zhang@demo.invalid", "--address", "https://jia.invalid/"),
]


@pytest.fixture
def env(migrated_database, tmp_path):
    return {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_DATABASE_URL": migrated_database, "GONGKAI_VAR_DIR": str(tmp_path)}


def test_the_first_administrator_is_invited_once(env, run_gongkai):
    done = run_gongkai(*BEGIN, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert "https://jia.invalid/desk/invitation/" in done.stdout
    again = run_gongkai(*BEGIN, env=env)
    assert again.returncode == 1
    assert "已经有机关了" in again.stderr
    assert run_gongkai("audit", "verify", env=env).returncode == 0


def test_the_demonstration_is_made_once_and_only_where_it_is_allowed(env, run_gongkai):
    refused = run_gongkai("site", "demo", env=env)
    assert refused.returncode == 1
    assert "GONGKAI_DEMO=true" in refused.stderr
    demo = {**env, "GONGKAI_DEMO": "true"}
    assert run_gongkai("site", "demo", env=demo).stdout == "演示数据已经装入。\n"
    assert "没有装入演示数据" in run_gongkai("site", "demo", env=demo).stdout
    assert run_gongkai("audit", "verify", env=demo).returncode == 0
