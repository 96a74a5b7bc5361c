"""What the learned reader of claims is trained on beside the annotated texts, and how."""
