"""Lobby screens (电子屏): what each plays, who asked for it and allowed it, and what the screen says it has shown.

A record comes to a screen as a delivery of `channels` and was reviewed before it was published. A notice of the
screen's own is asked for, reviewed and approved here. The page on the wall is `portal.screen`; it reports by
`services.hear`.
"""
