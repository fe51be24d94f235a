"""Stand-ins for the servers of channels, on loopback: WeChat accounts, WeCom robots, Douyin, a superior's site.

No part of the product: the tests use them, and `make demo` starts them as a training world. What they hold is gone when
they end. Facts: developers.weixin.qq.com (stable_token, draft, freepublish, material) and the robots of WeCom.
"""
