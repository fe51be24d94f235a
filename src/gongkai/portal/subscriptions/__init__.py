"""Subscriptions by e-mail (邮件订阅): to a body, a column, a word; confirmed by letter, left with one click.

Addresses are sealed and found again by a blind index. No page tells whether an address subscribes to anything.
"""
