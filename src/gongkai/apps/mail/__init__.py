"""Letters by e-mail that other apps leave to be sent (寄信箱): written with an act, sent by the worker.

Whoever writes one names it by a key, so that the same letter is never written twice, and hears by a signal when it
could not be delivered. Addresses and texts are sealed, and erased once a letter is out.
"""
