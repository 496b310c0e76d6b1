/** Who may do what in a vault: roles, permissions, and the access of the one person who has it open. */
package org.lantern.storage.account;
