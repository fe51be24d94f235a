"""`/<body>/catalogue/matters/`: the catalogue of what a body must make public, as it is today."""
