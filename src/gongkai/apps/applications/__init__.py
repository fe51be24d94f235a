"""Applications for information (依申请公开): intake, clock, consultation, fees, answer, service, counts."""
