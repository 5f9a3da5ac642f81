"""Article → Doc: conversion, segmentation, layout and sentences."""
