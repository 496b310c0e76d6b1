package org.lantern.storage.model;

/**
 * Somebody whose signature under model files this vault trusts.
 *
 * @param name as the administrator calls them
 * @param fingerprint of the public key, hexadecimal SHA-256
 */
public record Publisher(String name, String fingerprint) {}
