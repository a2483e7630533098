"""Which of many alternatives is chosen: conditional logit, its sample, its clustered errors."""
