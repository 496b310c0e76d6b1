package org.lantern.storage.archive;

/** The number of a patient within one vault. Says nothing about the patient. */
public record PatientKey(long value) {}
