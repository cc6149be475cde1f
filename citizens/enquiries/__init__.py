"""What people ask and the mistakes they report; used to answer them and for nothing else."""
