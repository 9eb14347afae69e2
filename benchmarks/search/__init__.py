"""What search is measured with: relevance on test collections, and speed on a network of made-up entries."""
