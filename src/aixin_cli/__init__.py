"""aixin: county returns of 结对帮扶·爱心甘肃 become the province's figures."""

__version__ = "0.1.0"
