"""The documentation tells of everything there is, and only of what there is."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from gongkai.site.environment import SETTINGS

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


docs, messages = script("docs"), script("messages")


def reference() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in sorted(REFERENCE.glob("*.md")))


def commands() -> list[tuple[tuple[str, ...], click.Command]]:
    from gongkai.cli.main import gongkai

    return list(docs.walk(gongkai))


@pytest.mark.parametrize("name", sorted(docs.PAGES))
def test_a_generated_page_is_what_the_code_says_now(name):
    assert (REFERENCE / name).read_text(encoding="utf-8") == docs.PAGES[name](), "run `make docs`"


def test_every_command_and_option_stands_in_the_reference():
    text = reference()
    missing = [" ".join(path) for path, _ in commands() if f"`{' '.join(path)}`" not in text]
    missing += [
        f"{' '.join(path)} {option}"
        for path, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for option in parameter.opts
        if option not in text
    ]
    assert len(commands()) > 5
    assert missing == []


def test_every_command_tells_in_chinese_what_it_does():
    silent = [" ".join(path) for path, command in commands() if not re.search("[一-鿿]", command.help or "")]
    assert silent == []


def test_no_help_shows_a_mark_that_was_meant_for_click():
    # the mark is the character U+0008: in a docstring with an r before it, it is two plain characters
    assert [" ".join(path) for path, command in commands() if r"\b" in (command.help or "")] == []


def test_every_setting_stands_in_the_reference():
    text = reference()
    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in text] == []


def test_every_rule_stands_in_the_reference():
    from gongkai.core.report.checks import RULES

    text = reference()
    assert len(RULES) > 10
    assert [rule for rule in RULES if f"`{rule}`" not in text] == []


def test_every_link_between_pages_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "tests" / "README.md"]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_command_line_in_the_pages_names_commands_and_options_that_exist():
    known = {
        path: {option for parameter in command.params for option in parameter.opts} for path, command in commands()
    }
    groups = {path for path, command in commands() if isinstance(command, click.Group)}
    wrong = []
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for line in re.findall(r"\.venv/bin/(gongkai [^`\n#|]+)", page.read_text(encoding="utf-8")):
            words = line.split()
            path = max((path for path in known if tuple(words[: len(path)]) == path), key=len)
            plain = path in groups and len(words) > len(path) and not words[len(path)].startswith("-")
            options = {word for word in words if word.startswith("-")} - {"--help", "-h", "--version"}
            if plain or not options <= known[path]:
                wrong.append(f"{page.relative_to(ROOT)}: {line}")
    assert wrong == []


def test_every_make_verb_is_told_in_the_readme_or_the_contributors_guide():
    verbs = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    assert len(verbs) >= 8
    assert [verb for verb in verbs if f"make {verb}" not in text] == []


def test_ci_runs_the_command_of_the_readme():
    command = re.search(r"## Test it\s+```sh\n(.+?)\n```", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert command is not None
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith(f"\n{command[1]}")


@pytest.mark.parametrize("source", messages.catalogues(), ids=lambda path: str(path.relative_to(messages.CODE)))
def test_the_compiled_catalogue_of_messages_is_that_of_its_source(source):
    text = source.read_text(encoding="utf-8")
    assert source.with_suffix(".mo").read_bytes() == messages.compiled(text), "run `make docs`"


def test_every_translated_message_is_one_that_click_still_says():
    said = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    sources = [source for source, _ in messages.entries(messages.SOURCE.read_text(encoding="utf-8")) if source]
    lines = [line for source in sources for line in source.replace("\n\t", "\\n\\t").split("\0")]
    assert [line for line in lines if f'"{line}"' not in said] == []
