"""How much Hypothesis tries: little as a rule, in CI always the same, much if LEGATION_TORTURE is set."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("default", deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile("torture", settings.get_profile("default"), max_examples=500)
settings.load_profile("torture" if os.environ.get("LEGATION_TORTURE") else "ci" if "CI" in os.environ else "default")
