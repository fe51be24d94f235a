"""The law on disclosure as pure functions over dated data: working days, terms, casework, outcomes, fees, remedies.

《条例》 is 中华人民共和国政府信息公开条例 (国令第711号). Nothing here reads a clock: today comes in as an argument.
"""
