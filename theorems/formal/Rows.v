(* Rows of the ledger that say several things at once: one theorem each. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Dsc Require Import Definitions Theorem21 Theorem22 NullSpaceShares Ladder.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* X1: uniqueness from mu~, recovery by l1 from mu~, and both ask no more than mu does *)
Definition X1_row_statement (R : rcfType) : Prop := [/\ X1_dsc_statement R, X1_statement R & X3_mu_below R].

(* X2: the shares are exact; recovery where the s largest are below a half, uniqueness where the 2 s largest are below one *)
Definition X2_row_statement (R : realFieldType) : Prop :=
  [/\ X2_equality R, X3_shares_below_recovery R & X3_shares_below_unique R].

(* X3: what mu guarantees, mu~ does; what mu~ guarantees, the shares do; what they guarantee, l1 recovers *)
Definition X3_row_statement (R : rcfType) : Prop := [/\ X3_mu_below R, X3_mt_below_shares R & X3_shares_below_recovery R].

Theorem X1_row (R : rcfType) : X1_row_statement R.
Proof. by split; [exact: X1_dsc|exact: X1|exact: X3_mu_below_true]. Qed.

Theorem X2_row (R : realFieldType) : X2_row_statement R.
Proof. by split; [exact: X2_equality_true|exact: X3_shares_below_recovery_true|exact: X3_shares_below_unique_true]. Qed.

Theorem X3_row (R : rcfType) : X3_row_statement R.
Proof. by split; [exact: X3_mu_below_true|exact: X3_mt_below_shares_true|exact: X3_shares_below_recovery_true]. Qed.
