"""What arrives and what is fetched: intake, probes, their schedule, enrolment of agents."""
