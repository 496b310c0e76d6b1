package org.lantern.storage.vault;

import org.lantern.storage.crypto.RecoveryKey;

/**
 * A vault that was just made, open, and the key to print for the day when the password is forgotten. It is shown once;
 * the vault does not keep it.
 */
public record NewVault(Vault vault, RecoveryKey recoveryKey) {}
