"""The statutory annual report (政府信息公开工作年度报告): read, checked, written, compared, added up."""
