/** The list of patients' studies, its search, and the import of new ones. */
package org.lantern.app.feature.worklist;
