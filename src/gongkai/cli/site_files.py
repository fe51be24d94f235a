"""`gongkai site nginx` and `gongkai site export`: files of the site for others to serve."""

from importlib import import_module
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

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


@click.command()
@click.option("--body", required=True, metavar="网址名", help="机关在网址里的名字。")
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="文件夹",
    help="空的文件夹，或者以前导出的文件夹（整个换掉）。",
)  # fmt: skip
def export(body: str, output: Path) -> None:
    """把一个机关的全部公开网页导出成文件夹，连同附件，不联网也能从 U 盘打开。

    打开文件夹里的 index.html 就可以看。没有检索；申请公开的链接指向网站。

    \b
    例：gongkai site export --body xiguan -o /media/usb/xiguan
    """
    start_django()
    refused = import_module("gongkai.apps.bodies.errors").RuleError
    failed = import_module("gongkai.portal.bake.rendering").NotBakeable
    found = import_module("gongkai.apps.bodies.models").PublicBody.objects.filter(slug=body).first()
    if found is None:
        raise click.ClickException(f"没有网址名是“{body}”的机关。请在工作台的机关页面核对网址名。")
    number = 0
    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("导出网页", total=None)
            for number, _file in enumerate(
                import_module("gongkai.portal.export.services").export(found, output), start=1
            ):
                progress.update(task, completed=number, description=f"导出网页 {number}")
    except (refused, failed) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"写不进文件夹“{output}”：{error.strerror}。请检查空间和权限。") from None
    click.echo(f"已经导出 {number} 个网页。请打开 {output / 'index.html'}")
