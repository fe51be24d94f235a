"""The public pages as plain files: written at publication, gone at withdrawal, served without Django.

`orders.order` notes, in the transaction that publishes, which addresses changed; `services.bake_due` renders them once
the transaction stands; `files.Files` keeps them on disk; `front.BakedFirst` serves them before the site is asked.
"""
