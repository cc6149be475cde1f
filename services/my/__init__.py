"""What a citizen who is signed in sees of her own: requests, drafts, messages, receipts."""
