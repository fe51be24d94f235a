"""What files hide (文件里看不见的内容): one module a kind of file."""
