"""The orders to bake."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BakeOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=300, verbose_name="网址")),
                ("ordered_at", models.DateTimeField(verbose_name="记下时间")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="失败次数")),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="失败原因")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["address"], name="bake_order_of_address")],
            },
        ),
    ]
