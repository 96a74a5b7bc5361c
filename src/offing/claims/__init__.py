"""Reports read into claims one can check: prose → mentions → quoted, attributed claims → events across reports. Never a list."""
