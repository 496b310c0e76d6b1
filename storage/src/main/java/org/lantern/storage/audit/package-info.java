/** The audit trail: sealed entries in a chain that shows what was taken out, altered, moved or cut off. */
package org.lantern.storage.audit;
