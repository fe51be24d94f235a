"""What stands in for services of other parties in tests: real servers on loopback, no part of the product."""
