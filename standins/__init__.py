"""Stand-ins for the servers of channels, on loopback: WeChat official accounts and WeCom robots as documented.

No part of the product: the tests use them, and `make demo` starts them as a training world. What they hold is gone when
they end. Facts: developers.weixin.qq.com (stable_token, draft, freepublish, material) and the robots of WeCom.
"""
