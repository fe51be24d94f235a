"""The catalogue (公开事项目录) of what a body must make public, the duties that follow from it, and the work plan.

`selectors.duties` gives what is due, where, by when and whether it was done; `selectors.matters` the matters of a day;
`selectors.plans` the work plan of a year. It stands above disclosures and deliveries and reads them; `publishing` asks
it for the matters of the hand-in form by the signal `publishing.matters.matters_asked`.
"""
