"""`gongkai site nginx` and what else writes files of the site for others to serve."""

from importlib import import_module
from pathlib import Path

import click

from gongkai.cli.django import start_django


@click.command()
@click.option("--upstream", default="127.0.0.1:8000", show_default=True, metavar="地址:端口", help="网站监听的地址。")
@click.option("--listen", default="", metavar="地址:端口", help="nginx 监听的地址；不给出时是 80 和 443 端口。")
@click.option("--certificate", default="", metavar="文件", help="HTTPS 的证书，GONGKAI_HTTPS=true 时必须给出。")
@click.option("--key", default="", metavar="文件", help="证书的私钥。")
@click.option("--brotli", is_flag=True, help="nginx 装有 brotli 模块（libnginx-mod-http-brotli-static）。")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help="不给出时写到终端。"
)
def nginx(upstream: str, listen: str, certificate: str, key: str, brotli: bool, output: Path | None) -> None:
    """写出 nginx 的配置：公开网页直接从磁盘发出，其余转给网站。

    \b
    例：gongkai site nginx --brotli -o /etc/nginx/conf.d/gongkai.conf
    """
    start_django()
    from django.conf import settings

    if settings.SECURE_SSL_REDIRECT and not (certificate and key):
        raise click.ClickException("网站只用 HTTPS（GONGKAI_HTTPS=true），请用 --certificate 和 --key 给出证书和私钥。")
    part = import_module("gongkai.site.nginx")
    text = part.configuration(part.Front(upstream, listen, certificate, key, brotli))
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
