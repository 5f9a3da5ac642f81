"""Driving a batch: one process, many, or a cluster; where it left off."""
