"""The pure part of gongkai: no Django, no network, no clock."""
