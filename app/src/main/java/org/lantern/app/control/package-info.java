/** Controls that know pictures and numbers but nothing of patients, files or vaults. */
package org.lantern.app.control;
