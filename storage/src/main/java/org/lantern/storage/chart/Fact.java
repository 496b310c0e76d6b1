package org.lantern.storage.chart;

/** Something the chart says about a patient. What it says is immutable; changing it is a new version of its entry. */
public sealed interface Fact
        permits Demographics, Problem, Medication, Allergy, Encounter, Observation, RiskRecord {}
