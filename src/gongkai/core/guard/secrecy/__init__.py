"""Marks of secrecy and of internal material (密级标志、内部材料标志): what bears one may not enter the system."""
