/** The pages of those who look after the vault: users, audit trail, backups, security. */
package org.lantern.app.feature.administration;
