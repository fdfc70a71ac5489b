/** A pressed answer button, the same from both looks. */
export interface Press {
  deliveryId: string;
  actionId: string;
  value: string;
}
