"""gongkai (公开): government information disclosure for Chinese public bodies."""

__version__ = "0.1.0"
