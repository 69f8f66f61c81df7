"""What leaves the app by the user's hand: the partner's page, reviews, exports."""
