"""What gongkai takes in time and memory, beside the floor measured in the same run."""
