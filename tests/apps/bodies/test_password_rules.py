"""What is wrong with a password is told in Chinese, and in 您."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from gongkai.apps.bodies.models import User


def test_every_complaint_about_a_password_is_chinese():
    person = User(username="zhangsan2026", name="张某", email="zhangsan@demo.invalid")
    said = []
    for password in ("12345678", "password123", "Zhangsan2026!"):
        with pytest.raises(ValidationError) as error:
            validate_password(password, person)
        said += error.value.messages
    assert {
        "密码至少 10 个字符。",
        "这个密码太常见，请换一个。",
        "密码和您的登录名、姓名或邮箱太像，请换一个。",
    } <= set(said)
    for line in [*said, *password_validators_help_texts()]:
        assert "你" not in line
        assert not any(word in line for word in ("password", "characters"))
