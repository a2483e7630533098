"""What each group of covariates adds to a prediction that is held out."""
